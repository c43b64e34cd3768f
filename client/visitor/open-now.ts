// "Open now until 5 pm" was true when the page was drawn: a page that stays open must not go on
// saying it. The server says for how long it holds, so a clock that goes wrong does not matter.

const MINUTE = 60_000;
const drawn = Date.now();

function dropWhatIsOver(): void {
  const seconds = (Date.now() - drawn) / 1000;
  for (const line of document.querySelectorAll<HTMLElement>("[data-true-for]"))
    if (line.dataset.trueFor && seconds >= Number(line.dataset.trueFor)) line.remove();
}

setInterval(dropWhatIsOver, MINUTE);
document.addEventListener("visibilitychange", dropWhatIsOver);
window.addEventListener("pageshow", dropWhatIsOver);

"""Models are built when first used, whoever that is."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from pydantic import ConfigDict, create_model

from chalicelib.platform.model import Model

AT_ONCE = 8


class TestAModel:
    def test_is_defined_without_being_built(self) -> None:
        made = create_model("Made", __base__=Model, size=(int, 0))
        assert not made.__pydantic_complete__
        assert made.model_validate({"size": 3}).model_dump() == {"size": 3}
        assert made.__pydantic_complete__

    def test_adds_what_it_sets_to_what_all_have(self) -> None:
        class Strict(Model):
            model_config = ConfigDict(extra="forbid")

        assert Strict.model_config.get("defer_build")

    def test_may_be_first_used_by_several_threads_at_once(self) -> None:
        """A job works on several locations at the same time, each in a thread."""
        for _ in range(20):
            inner = create_model("Inner", __base__=Model, size=(int, 0))
            outer = create_model("Outer", __base__=Model, inner=(inner, ...), name=(str, ...))
            together = Barrier(AT_ONCE)

            def first_use(
                model: type[Model] = outer, together: Barrier = together
            ) -> dict[str, object]:
                together.wait()
                return model.model_validate({"inner": {"size": 3}, "name": "x"}).model_dump()

            with ThreadPoolExecutor(AT_ONCE) as pool:
                read = [pool.submit(first_use) for _ in range(AT_ONCE)]
            assert [one.result() for one in read] == [{"inner": {"size": 3}, "name": "x"}] * AT_ONCE

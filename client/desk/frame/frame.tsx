// The frame around the views: the way between them, the location, the connection, the keys.

import type { JSX } from "preact";
import { CrisisNotice } from "../crisis/crisis-notice";
import { chooseLocation, desk } from "../desk";
import type { Staff } from "../session";
import { viewsFor } from "../view";
import { views } from "../views";
import { t } from "../words";
import { useAddress } from "./address";
import { Connection } from "./connection";
import { Header } from "./header";
import { ViewPlace } from "./view-place";

export interface FrameProps {
  staff: Staff;
  leave: () => void;
}

export function Frame({ staff, leave }: FrameProps): JSX.Element {
  const isManager = staff.roles.includes("manager");
  const [address, openAnew] = useAddress();
  const shown = viewsFor(views, isManager);
  const view = shown.find((each) => each.id === address.view) ?? shown[0];
  const choose = (location: string) => {
    chooseLocation(location);
    openAnew();
  };
  return (
    <>
      <Header
        views={shown}
        current={view?.id}
        email={staff.email}
        isManager={isManager}
        choose={choose}
        leave={leave}
      />
      <Connection />
      <CrisisNotice onMoved={openAnew} />
      {!desk.clinic.mail_is_on && <p class="mail-off">{t("frame.mail_off")}</p>}
      {view && <ViewPlace key={address.turn} view={view} rest={address.rest} />}
    </>
  );
}

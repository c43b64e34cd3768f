// The line that says that the connection is lost.

import type { JSX } from "preact";
import { useLayoutEffect, useState } from "preact/hooks";
import { onConnection } from "../live";
import { warn } from "../say";
import { t } from "../words";

export function Connection(): JSX.Element {
  const [connected, setConnected] = useState(true);
  useLayoutEffect(() => {
    let over: (() => void) | null = null;
    return onConnection((is) => {
      setConnected(is);
      over?.();
      over = is ? null : warn(t("frame.connection_lost"));
    });
  }, []);
  return (
    <p class="lost" hidden={connected}>
      {t("frame.no_connection")}
    </p>
  );
}

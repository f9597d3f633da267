import { Link } from "react-router";
import { Page } from "../ui/Page";

/** An address that leads nowhere. */
export function MissingPage() {
  return (
    <Page title="Esta página no existe">
      <p>
        Revisa la dirección o <Link to="/">vuelve al inicio</Link>.
      </p>
    </Page>
  );
}

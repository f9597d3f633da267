import { Page } from "../ui/Page";
import { Agenda } from "./Agenda";
import { Duties } from "./Duties";
import { Interventions } from "./Interventions";
import { Openings } from "./Openings";
import { ParkedMessages } from "./ParkedMessages";

/** Everything that happens by itself: recurring duties, processes that open on their day and the dates of every process, with what a person may decide about them. */
export function SchedulePage() {
  return (
    <Page title="Programador" facts={["Lo que el sistema hará por sí solo, y lo que se puede decidir sobre eso"]}>
      <ParkedMessages />
      <div className="split">
        <Agenda />
        <Interventions />
      </div>
      <Duties />
      <Openings />
    </Page>
  );
}

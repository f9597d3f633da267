import { Anchor } from "@mantine/core";
import { Link } from "react-router";
import { DataTable, type Column } from "../ui/DataTable";
import { longDay } from "../ui/dates";
import type { Appointment } from "./appointments";
import { PostActions } from "./PostActions";

type Shows = { person?: boolean; role?: boolean; place?: boolean; acts?: boolean };

/** Whether a kind of place has a page of its posts. */
const hasPage = (kind: string) => kind === "Institution" || kind === "Ministry" || kind === "Region";

/** Posts with their dates, and what can be done with each. */
export function AppointmentTable({ caption, appointments, shows }: { caption: string; appointments: readonly Appointment[]; shows: Shows }) {
  return <DataTable caption={caption} rows={appointments} keyOf={(line) => String(line.id)} minWidth={shows.role ? "44rem" : "30rem"} columns={columnsOfPosts(shows)} />;
}

/** What is said of a post, where its person, its role or its place is not what the page is about. */
export function columnsOfPosts(shows: Shows): Column<Appointment>[] {
  const columns: (Column<Appointment> | false | undefined)[] = [
    shows.person && {
      key: "person", head: "Persona", names: true,
      cell: (line) => (
        <>
          <Anchor component={Link} to={`/organizacion/personas/${line.personId}/cargos`}>
            {line.personName}
          </Anchor>
          {line.post.isSubstitute && " (S)"}
        </>
      ),
    },
    shows.role && {
      key: "role", head: "Rol", names: !shows.person,
      cell: (line) => (
        <>
          {line.post.roleLabel}
          {!shows.person && line.post.isSubstitute && " (S)"}
        </>
      ),
    },
    shows.place && {
      key: "place", head: "Lugar",
      cell: (line) =>
        hasPage(line.post.scopeKind) ? (
          <Anchor component={Link} to={`/organizacion/lugares/${line.post.scopeCode}/cargos`}>
            {line.post.scopeName}
          </Anchor>
        ) : (
          line.post.scopeName
        ),
    },
    { key: "from", head: "Desde", cell: (line) => <span className="one-line">{line.post.validFrom ? longDay(line.post.validFrom) : "Siempre"}</span> },
    { key: "to", head: "Hasta", cell: (line) => <span className="one-line">{line.post.validTo ? longDay(line.post.validTo) : "Sin término"}</span> },
    shows.acts && { key: "acts", head: <span className="hidden-words">Acciones</span>, acts: true, align: "right", cell: (line) => <PostActions appointment={line} /> },
  ];
  return columns.filter((column) => column !== false && column !== undefined);
}

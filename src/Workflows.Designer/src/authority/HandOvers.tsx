import { Button, NativeSelect, Text, Textarea, TextInput, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api } from "../api/client";
import { useCommand } from "../api/useCommand";
import { Answer } from "../ui/Answer";
import { longDay } from "../ui/dates";
import { ProblemAlert } from "../ui/ProblemAlert";
import { PersonField } from "./PersonField";

/** A post passes to somebody else: open tasks keep their term and go with a note. Below, what was handed over before. */
export function ReplaceHolder() {
  const [personId, setPersonId] = useState("");
  const [asked, setAsked] = useState({ post: "", successorId: "", from: "", note: "" });
  const posts = useQuery({
    queryKey: ["/api/organisation/appointments", { personId }],
    queryFn: ({ signal }) => answerOf(api.GET("/api/organisation/appointments", { params: { query: { personId } }, signal })),
    enabled: personId !== "",
  });
  const handOvers = useQuery({
    queryKey: ["/api/organisation/hand-overs"],
    queryFn: ({ signal }) => answerOf(api.GET("/api/organisation/hand-overs", { signal })),
  });
  const replace = useCommand(
    ({ post, successorId, from, note }: typeof asked, header) =>
      answerOf(api.POST("/api/organisation/appointments/{id}/replace", { params: { path: { id: Number(post) }, header }, body: { successorId, from, note } })),
    { refreshes: ["/api/organisation/hand-overs", "/api/organisation/appointments"] },
  );

  return (
    <section aria-labelledby="traspaso">
      <Title order={2} size="h4" mt="xl" id="traspaso">
        Traspasar un cargo
      </Title>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          replace.mutate(asked);
        }}
      >
        <PersonField label="Quién deja el cargo" required onChange={setPersonId} />
        {posts.data && (
          <NativeSelect
            mt="sm"
            label="Cargo"
            required
            value={asked.post}
            onChange={(event) => setAsked({ ...asked, post: event.currentTarget.value })}
            data={[
              { value: "", label: "Elige un cargo" },
              ...posts.data.items.map((row) => ({ value: String(row.id), label: `${row.post.roleLabel}, ${row.post.scopeName}` })),
            ]}
          />
        )}
        <PersonField label="Quién lo asume" required onChange={(successorId) => setAsked({ ...asked, successorId })} />
        <TextInput mt="sm" type="date" label="Primer día" required value={asked.from} onChange={(event) => setAsked({ ...asked, from: event.currentTarget.value })} />
        <Textarea
          mt="sm"
          label="Nota de traspaso"
          description="Qué falta y con quién hablar. La recibe quien asume, con las tareas abiertas."
          required
          autosize
          minRows={3}
          maxLength={4000}
          value={asked.note}
          onChange={(event) => setAsked({ ...asked, note: event.currentTarget.value })}
        />
        <Button mt="md" type="submit" loading={replace.isPending}>
          Traspasar el cargo
        </Button>
        {replace.error && <ProblemAlert problem={replace.error} />}
        {replace.data && (
          <Text mt="sm" role="status">
            {replace.data.toName} recibe {replace.data.taskIds.length} tareas abiertas.
          </Text>
        )}
      </form>
      <Answer query={handOvers}>
        {(list) => (
          <>
            {list.map((row) => (
              <article key={row.id}>
                <Title order={3} size="h5" mt="md">
                  {row.roleLabel}, {row.scopeName}
                </Title>
                <Text>
                  De {row.fromName} a {row.toName}, desde el {longDay(row.firstDay)}. Tareas abiertas: {row.taskIds.length}.
                </Text>
                <Text>«{row.note}»</Text>
              </article>
            ))}
          </>
        )}
      </Answer>
    </section>
  );
}

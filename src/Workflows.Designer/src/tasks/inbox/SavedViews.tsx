import { Button, Group, Text, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { Link } from "react-router";
import { answerOf, api } from "../../api/client";
import type { ApiProblem } from "../../api/problem";
import { ProblemAlert } from "../../ui/ProblemAlert";

const list = "tareas";
const key = ["/api/saved-filters/{list}", list];

/** The views of the inbox that this person keeps under a name, and the means to keep the one that is open. */
export function SavedViews({ address }: { address: string }) {
  const queries = useQueryClient();
  const [name, setName] = useState("");
  const views = useQuery({ queryKey: key, queryFn: ({ signal }) => answerOf(api.GET("/api/saved-filters/{list}", { params: { path: { list } }, signal })) });
  const onSuccess = () => queries.invalidateQueries({ queryKey: key });
  const save = useMutation<unknown, ApiProblem, string>({
    mutationFn: (name) => answerOf(api.PUT("/api/saved-filters/{list}/{name}", { params: { path: { list, name } }, body: { query: address } })),
    onSuccess: () => {
      setName("");
      return onSuccess();
    },
  });
  const remove = useMutation<unknown, ApiProblem, string>({
    mutationFn: (name) => answerOf(api.DELETE("/api/saved-filters/{list}/{name}", { params: { path: { list, name } } })),
    onSuccess,
  });
  const problem = save.error ?? remove.error;

  function submit(event: FormEvent) {
    event.preventDefault();
    save.mutate(name.trim());
  }

  return (
    <section aria-label="Vistas guardadas">
      {(views.data?.length ?? 0) > 0 && (
        <Group gap="md" mb="sm">
          <Text fw={700}>Vistas guardadas:</Text>
          {views.data?.map((view) => (
            <Group key={view.name} gap="xs">
              <Link to={`/tareas?${view.query}`} aria-current={view.query === address ? "true" : undefined}>
                {view.name}
              </Link>
              <Button size="compact-sm" variant="default" aria-label={`Borrar la vista ${view.name}`} onClick={() => remove.mutate(view.name)}>
                Borrar
              </Button>
            </Group>
          ))}
        </Group>
      )}
      {problem && <ProblemAlert problem={problem} />}
      {address !== "" && (
        <form onSubmit={submit}>
          <Group align="end" gap="sm">
            <TextInput label="Nombre para guardar esta vista" required maxLength={60} value={name} onChange={(event) => setName(event.currentTarget.value)} />
            <Button type="submit" variant="default" loading={save.isPending}>
              Guardar vista
            </Button>
          </Group>
        </form>
      )}
    </section>
  );
}

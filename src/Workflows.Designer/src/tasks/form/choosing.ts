import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { createContext, useContext, useState } from "react";
import { answerOf, api } from "../../api/client";

const TaskContext = createContext("");

/** Names the task whose form is filled in: it says how far a choice reaches. */
export const ChoosingFor = TaskContext.Provider;

const shown = 20;

/** What a field lets people choose, searched on the server while they type. */
export function useChoices(place: string) {
  const id = useContext(TaskContext);
  const [text, setText] = useState("");
  const [settled] = useDebouncedValue(text.trim(), 250);
  const query = { field: fieldOf(place), search: settled || undefined, pageSize: shown };
  const found = useQuery({
    queryKey: ["/api/tasks", id, "choices", query],
    queryFn: ({ signal }) => answerOf(api.GET("/api/tasks/{id}/choices", { params: { path: { id }, query }, signal })),
    enabled: id !== "",
    placeholderData: keepPreviousData,
  });
  return { text, setText, choices: found.data?.items ?? [], total: found.data?.total ?? 0, problem: found.error };
}

/** The path of a field in its form: answers.integrantes[2].persona is integrantes.persona. */
export const fieldOf = (place: string) => place.replace(/^answers\./, "").replaceAll(/\[\d+\]/g, "");

import { useQuery } from "@tanstack/react-query";
import { NavLink } from "react-router";
import { answerOf, api } from "../api/client";

/** While the server does something for this person, or has done it unseen, the header says so on every page. */
export function JobNews() {
  const { data } = useQuery({ queryKey: ["/api/jobs/news"], queryFn: ({ signal }) => answerOf(api.GET("/api/jobs/news", { signal })) });

  if (!data || data.running + data.unseen === 0) return null;
  return <NavLink to="/trabajos">{wordsOf(data)}</NavLink>;
}

function wordsOf({ running, unseen }: { running: number; unseen: number }) {
  if (running > 0) return running === 1 ? "1 trabajo en curso" : `${running} trabajos en curso`;
  return unseen === 1 ? "1 trabajo terminado" : `${unseen} trabajos terminados`;
}

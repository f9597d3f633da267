import { Text } from "@mantine/core";
import type { Api } from "../api/client";
import { longDateTime, longDay } from "../ui/dates";
import { StatusTag } from "../ui/StatusTag";
import { labelOfRight, stateOf } from "./words";

/** A request as whoever made it reads it. */
export function RequestFacts({ request }: { request: Api["AskForDataRequestView"] }) {
  const state = stateOf(request);
  return (
    <div>
      <Text fw={700}>
        {labelOfRight(request.right)}, {longDateTime(request.askedAt)}
      </Text>
      <StatusTag bare tone={state.tone}>{state.label}</StatusTag>
      <Text>«{request.text}»</Text>
      {request.state === "Open" && request.dueOn && <Text>Te responderemos a más tardar el {longDay(request.dueOn)}.</Text>}
      {request.extensionReason && <Text>El plazo se prorrogó: {request.extensionReason}</Text>}
      {request.answer && <Text>Respuesta: {request.answer}</Text>}
    </div>
  );
}

import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { answerOf, api, type Api } from "../../api/client";
import { ApiProblem, unreachable } from "../../api/problem";
import type { FlowDocument } from "../draft/document";
import { forget, keep, type Place } from "./backup";

const afterTyping = 800;
const again = 5_000;

/** How what is drawn stands on the server. */
export type Saving =
  | { state: "saved"; at?: string }
  | { state: "pending" }
  /** The connection or the server: it is tried again by itself. */
  | { state: "waiting"; problem: ApiProblem }
  /** Somebody saved meanwhile, or it was refused: a person decides. */
  | { state: "refused"; problem: ApiProblem };

/**
 * Saves a drawing a moment after each edit, one save at a time. What the server does not have yet is also kept in the browser, so that
 * neither a crash nor a lost connection loses it.
 */
export function useAutosave(view: Api["DefinitionView"], base: string, document: FlowDocument, person: string, onSaved: (view: Api["DefinitionView"]) => void) {
  const { definitionId } = view.summary;
  const place = useMemo<Place>(() => ({ person, definitionId }), [person, definitionId]);
  const [saving, setSaving] = useState<Saving>({ state: "saved" });
  const [attempt, setAttempt] = useState(0);
  const server = useRef({ document: view.document as unknown, eTag: base });
  const newest = useRef(document);
  const isBusy = useRef(false);
  const tell = useRef(onSaved);

  useEffect(() => {
    tell.current = onSaved;
  });

  const save = useCallback(async () => {
    if (isBusy.current || newest.current === server.current.document) return;
    isBusy.current = true;
    const sent = newest.current;
    try {
      const saved = await answerOf(
        api.PUT("/api/definitions/{definitionId}/draft", {
          params: { path: { definitionId } }, headers: { "If-Match": server.current.eTag }, body: sent as never,
        }),
      );
      server.current = { document: sent, eTag: saved.eTag };
      if (newest.current === sent) forget(place);
      else keep(place, { eTag: saved.eTag, document: newest.current });
      setSaving(newest.current === sent ? { state: "saved", at: new Date().toISOString() } : { state: "pending" });
      tell.current(saved);
    } catch (error) {
      const problem = error instanceof ApiProblem ? error : unreachable();
      setSaving({ state: isPassing(problem) ? "waiting" : "refused", problem });
    } finally {
      isBusy.current = false;
      setAttempt((count) => count + 1);
    }
  }, [definitionId, place]);

  useEffect(() => {
    newest.current = document;
    if (document === server.current.document) {
      // An undo led back to what the server has.
      forget(place);
      setSaving((now) => (now.state === "pending" || now.state === "waiting" ? { state: "saved" } : now));
      return;
    }
    keep(place, { eTag: server.current.eTag, document });
    setSaving((now) => (now.state === "saved" || now.state === "refused" ? { state: "pending" } : now));
  }, [document, place]);

  useEffect(() => {
    if (saving.state === "saved" || saving.state === "refused") return;
    const timer = setTimeout(() => void save(), saving.state === "waiting" ? again : afterTyping);
    return () => clearTimeout(timer);
  }, [attempt, document, save, saving.state]);

  /** Keeps this drawing on top of what somebody else saved. */
  const saveOver = useCallback(
    (eTag: string) => {
      server.current = { document: null, eTag };
      setSaving({ state: "pending" });
    },
    [],
  );

  return { saving, saveNow: save, saveOver };
}

/** Nobody has to decide anything: the next try may do. A session that ended is entered again over this very page. */
const isPassing = ({ status }: ApiProblem) => status === 0 || status === 401 || status === 408 || status === 429 || status >= 500;

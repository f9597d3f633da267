import { useCallback, useEffect, useRef, useState } from "react";
import { answerOf, api, type Api } from "../../api/client";
import { ApiProblem } from "../../api/problem";
import { useSession } from "../../session/session";
import type { Content } from "../form/content";
import { emptyDraft, firstDraft, readDraft, sameDraft, type Draft } from "./draft";
import { isAskedOfEach } from "../words";
import { forgetLocally, keepLocally, localCopyOf } from "./localCopy";

/** Where what was typed is kept. */
export type Saving =
  | { kind: "untouched" }
  | { kind: "typing" }
  | { kind: "saved"; at: string }
  /** Only here, and why: it goes out by itself as soon as it can. */
  | { kind: "local"; why: "offline" | "session" }
  /** Only here, because nobody else who is asked should find it. */
  | { kind: "own" }
  /** The server does not take it any more. */
  | { kind: "refused"; problem: ApiProblem }
  /** Another tab or person saved something else meanwhile. */
  | { kind: "conflict"; theirs: Draft; mine: Draft };

const pause = 1_000;
const retryPause = 5_000;

/**
 * The draft of a task: every change is kept in this browser at once and on the server a moment later, with the version it was made
 * from. When somebody else saved in between, both are kept until the person chooses.
 */
export function useDraft(task: Api["TaskView"], personId: string) {
  const session = useSession();
  const taskId = task.summary.id;
  const content = task.content as Content;
  const isOwn = isAskedOfEach(task.summary);
  const [draft, setDraft] = useState<Draft>(() => readDraft(task.draft) ?? firstDraft(content));
  const [saving, setSaving] = useState<Saving>(() => (task.summary.draftSavedAt ? { kind: "saved", at: task.summary.draftSavedAt } : { kind: "untouched" }));
  // What runs later than a drawing reads these, never an old drawing's values.
  const now = useRef({ draft, tag: task.eTag, base: (task.draft ?? null) as unknown, isDirty: false, isBusy: false, isStopped: false });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const save = useCallback(async () => {
    const state = now.current;
    clearTimeout(timer.current);
    if (isOwn) {
      if (state.isDirty) setSaving({ kind: "own" });
      return;
    }
    if (state.isBusy || !state.isDirty || state.isStopped) return;
    state.isBusy = true;
    const sent = state.draft;
    try {
      const asked = await api.PUT("/api/tasks/{id}/draft", { params: { path: { id: taskId } }, body: sent, headers: { "If-Match": state.tag } });
      await answerOf(Promise.resolve(asked));
      state.tag = asked.response.headers.get("etag") ?? state.tag;
      state.base = sent;
      if (state.draft === sent) {
        state.isDirty = false;
        forgetLocally(personId, taskId);
        setSaving({ kind: "saved", at: new Date().toISOString() });
      } else {
        timer.current = setTimeout(() => void save(), pause);
      }
    } catch (error) {
      const problem = error instanceof ApiProblem ? error : new ApiProblem(0, "", "");
      if (problem.status === 412) {
        await meet();
      } else if (problem.status === 0 || problem.status >= 500 || problem.status === 429) {
        setSaving({ kind: "local", why: "offline" });
        timer.current = setTimeout(() => void save(), retryPause);
      } else if (problem.status === 401) {
        setSaving({ kind: "local", why: "session" });
      } else {
        setSaving({ kind: "refused", problem });
      }
    } finally {
      state.isBusy = false;
    }

    /** Looks at what is on the server: only its version may have changed, because somebody took the task. */
    async function meet() {
      try {
        const found = await answerOf(api.GET("/api/tasks/{id}", { params: { path: { id: taskId } } }));
        const theirs = (found.draft ?? null) as unknown;
        state.tag = found.eTag;
        if (sameDraft(theirs, state.base) || sameDraft(theirs, state.draft)) {
          timer.current = setTimeout(() => void save(), 0);
        } else {
          state.base = theirs;
          state.isStopped = true;
          setSaving({ kind: "conflict", theirs: readDraft(theirs) ?? emptyDraft, mine: state.draft });
        }
      } catch {
        setSaving({ kind: "local", why: "offline" });
        timer.current = setTimeout(() => void save(), retryPause);
      }
    }
  }, [taskId, personId, isOwn]);

  const change = useCallback(
    (update: (draft: Draft) => Draft) => {
      const state = now.current;
      state.draft = update(state.draft);
      state.isDirty = true;
      setDraft(state.draft);
      keepLocally(personId, taskId, { draft: state.draft, base: state.base });
      if (state.isStopped) return;
      setSaving((before) => (before.kind === "local" ? before : { kind: "typing" }));
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void save(), pause);
    },
    [personId, save, taskId],
  );

  // What this browser kept and the server never got, from a window that was closed or a session that ended.
  useEffect(() => {
    const kept = localCopyOf(personId, taskId);
    if (kept && !sameDraft(kept.draft, now.current.base ?? {})) {
      const state = now.current;
      if (state.base === null || sameDraft(kept.base, state.base)) {
        change(() => kept.draft);
      } else {
        [state.draft, state.isDirty, state.isStopped] = [kept.draft, true, true];
        setDraft(kept.draft);
        setSaving({ kind: "conflict", theirs: readDraft(state.base) ?? emptyDraft, mine: kept.draft });
      }
    }
    const back = () => void save();
    const leaving = () => document.visibilityState === "hidden" && void save();
    window.addEventListener("online", back);
    document.addEventListener("visibilitychange", leaving);
    return () => {
      window.removeEventListener("online", back);
      document.removeEventListener("visibilitychange", leaving);
      void save();
    };
    // Once for the task: its later versions come through saving.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [taskId, personId]);

  // Whoever enters again over the page goes on: what waited for their session leaves now.
  useEffect(() => {
    void save();
  }, [save, session?.csrfToken]);

  /** Ends a conflict with one of the two. */
  const choose = useCallback(
    (chosen: Draft) => {
      now.current.isStopped = false;
      change(() => chosen);
    },
    [change],
  );

  /** The task is done: nothing is kept or saved any more. */
  const finish = useCallback(() => {
    clearTimeout(timer.current);
    [now.current.isDirty, now.current.isStopped] = [false, true];
    forgetLocally(personId, taskId);
  }, [personId, taskId]);

  return { draft, saving, change, choose, finish, saveNow: save };
}

import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { isStale, keysThatFollow, type Change } from "./following";

const name = "workflows.live";
const together = 300;
const retryAfter = 10_000;
const leastAge = 2;

/**
 * Keeps what is on the page equal to what the server has. One tab of the browser listens for all of them; each asks again for
 * what it shows, and only for that.
 */
export function useLive(isOn: boolean) {
  const queries = useQueryClient();

  useEffect(() => {
    if (!isOn) return;
    const news = new Set<string>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = listen((changes) => {
      keysThatFollow(changes).forEach((key) => news.add(key));
      timer ??= setTimeout(() => {
        refresh(queries, [...news]);
        news.clear();
        timer = undefined;
      }, together);
    });

    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [isOn, queries]);
}

function refresh(queries: QueryClient, keys: string[]) {
  void queries.invalidateQueries({ predicate: ({ queryKey: [key] }) => key !== "/api/session" && isStale(key, keys) });
}

/** Hears of changes, by its own connection or from the tab that has it. Returns how to stop. */
function listen(tell: (changes: Change[]) => void): () => void {
  const others = new BroadcastChannel(name);
  const end = new AbortController();
  others.onmessage = ({ data }) => tell(data as Change[]);

  const connect = () =>
    new Promise<void>((over) => {
      const stop = open((changes) => {
        others.postMessage(changes);
        tell(changes);
      });
      const finish = () => {
        stop();
        over();
      };
      if (end.signal.aborted) finish();
      else end.signal.addEventListener("abort", finish);
    });

  // The lock passes to another tab when this one closes.
  if (navigator.locks) navigator.locks.request(name, { signal: end.signal }, connect).catch(() => undefined);
  else void connect();

  return () => {
    end.abort();
    others.close();
  };
}

function open(tell: (changes: Change[]) => void): () => void {
  let source: EventSource | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let wasOpen = false;

  const start = () => {
    // What this page shows was asked for before it is heard: the server first tells what changed since.
    source = new EventSource(`/api/events?age=${Math.ceil(performance.now() / 1000) + leastAge}`);
    source.addEventListener("change", (event) => tell(JSON.parse(event.data) as Change[]));
    source.onopen = () => {
      // What happened while nobody listened.
      if (wasOpen) tell([{ kind: "*", id: "" }]);
      wasOpen = true;
    };
    source.onerror = () => {
      // The browser tries again by itself unless the answer was a refusal.
      if (source?.readyState === EventSource.CLOSED) retry = setTimeout(start, retryAfter);
    };
  };
  start();

  return () => {
    clearTimeout(retry);
    source?.close();
  };
}

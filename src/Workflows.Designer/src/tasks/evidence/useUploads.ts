import { useCallback, useEffect, useRef, useState } from "react";
import type { Api } from "../../api/client";
import { ApiProblem } from "../../api/problem";
import { uploadFile } from "../../api/upload";

/** A file on its way, or why it did not arrive. */
export type Upload = { id: number; requirement: string; file: File; share: number; problem?: ApiProblem };

/** Sends files one by one with their progress. One that breaks off can be sent again: nothing is kept twice. */
export function useUploads(onArrived: (requirement: string, file: Api["FileView"]) => void) {
  const [uploads, setUploads] = useState<Upload[]>([]);
  const arrived = useRef(onArrived);
  arrived.current = onArrived;
  const next = useRef(1);
  const stops = useRef(new Map<number, AbortController>());

  const update = useCallback((id: number, change: Partial<Upload>) => setUploads((all) => all.map((one) => (one.id === id ? { ...one, ...change } : one))), []);
  const forget = useCallback((id: number) => {
    stops.current.get(id)?.abort();
    stops.current.delete(id);
    setUploads((all) => all.filter((one) => one.id !== id));
  }, []);

  const run = useCallback(
    async (upload: Upload) => {
      const stop = new AbortController();
      stops.current.set(upload.id, stop);
      try {
        const file = await uploadFile(upload.file, (share) => update(upload.id, { share }), stop.signal);
        forget(upload.id);
        arrived.current(upload.requirement, file);
      } catch (error) {
        if (error instanceof ApiProblem) update(upload.id, { problem: error, share: 0 });
      }
    },
    [forget, update],
  );

  const start = useCallback(
    (requirement: string, file: File) => {
      const upload: Upload = { id: next.current++, requirement, file, share: 0 };
      setUploads((all) => [...all, upload]);
      void run(upload);
    },
    [run],
  );

  const again = useCallback(
    (upload: Upload) => {
      update(upload.id, { problem: undefined, share: 0 });
      void run({ ...upload, problem: undefined, share: 0 });
    },
    [run, update],
  );

  useEffect(() => {
    const running = stops.current;
    return () => running.forEach((stop) => stop.abort());
  }, []);

  return { uploads, start, again, stop: forget };
}

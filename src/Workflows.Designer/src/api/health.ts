/** What the server says about itself: parsed JSON, the bare word of a minimal answer, or nothing. */
export async function getHealth(signal: AbortSignal): Promise<unknown> {
  // An unwell server answers 503 with the same body, so the status code is not asked.
  const answer = await fetch("/health", { signal, headers: { Accept: "application/json" }, cache: "no-store" });
  const text = await answer.text();

  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

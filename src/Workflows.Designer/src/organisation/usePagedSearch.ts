import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";

/** What is searched in a long list, and its page; a new search starts at the first. */
export function usePagedSearch() {
  const [text, setText] = useState("");
  const [page, setPage] = useState(1);
  const [settled] = useDebouncedValue(text.trim(), 250);

  return {
    text,
    page,
    search: settled || undefined,
    setPage,
    setText: (next: string) => {
      setText(next);
      setPage(1);
    },
  };
}

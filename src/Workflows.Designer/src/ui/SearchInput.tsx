import { TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { useState } from "react";

type Props = { label: string; value: string; onSearch: (text: string) => void };

/** A search that waits until the person pauses, or goes on to something else: a search still waiting would undo the click on a link. */
export function SearchInput({ label, value, onSearch }: Props) {
  const [text, setText] = useState(value);
  const searchSoon = useDebouncedCallback(onSearch, 350);

  const change = (typed: string) => {
    setText(typed);
    searchSoon(typed);
  };

  return <TextInput type="search" label={label} value={text} onChange={(event) => change(event.currentTarget.value)} onBlur={searchSoon.flush} />;
}

import { TextInput } from "@mantine/core";
import { useEffect, useState } from "react";

type Props = { label: string; value: string; onSearch: (text: string) => void };

/** A search that waits until the person pauses. */
export function SearchInput({ label, value, onSearch }: Props) {
  const [text, setText] = useState(value);

  useEffect(() => {
    if (text === value) return;
    const timer = setTimeout(() => onSearch(text), 350);
    return () => clearTimeout(timer);
  }, [text, value, onSearch]);

  return <TextInput type="search" label={label} value={text} onChange={(event) => setText(event.currentTarget.value)} />;
}

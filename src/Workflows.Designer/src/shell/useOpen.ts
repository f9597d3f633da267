import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import { useLocation } from "react-router";

/** Something that a button shows and hides: closed by Escape, by leaving it or by going on to another page. */
export function useOpen<T extends HTMLElement>() {
  const [isOpen, setOpen] = useState(false);
  const area = useRef<T>(null);
  const button = useRef<HTMLButtonElement>(null);
  const { pathname } = useLocation();

  useEffect(() => setOpen(false), [pathname]);
  useEffect(() => {
    if (!isOpen) return;
    const leave = (event: Event) => {
      if (!area.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener("pointerdown", leave);
    document.addEventListener("focusin", leave);
    return () => {
      document.removeEventListener("pointerdown", leave);
      document.removeEventListener("focusin", leave);
    };
  }, [isOpen]);

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== "Escape" || !isOpen) return;
    event.stopPropagation();
    setOpen(false);
    button.current?.focus();
  }

  return { isOpen, setOpen, area, button, onKeyDown };
}

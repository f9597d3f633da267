import { useLayoutEffect, useState, type RefObject } from "react";

const perRem = 16;
/** What a table has on a desk, until it is measured. */
export const usualRoom = 52;

/** How wide something is, in rem, also after the window changed. */
export function useRoom(area: RefObject<HTMLElement | null>): number {
  const [room, setRoom] = useState(usualRoom);
  useLayoutEffect(() => {
    const element = area.current;
    if (!element) return;
    const measure = () => setRoom(element.clientWidth / perRem);
    measure();
    const watch = new ResizeObserver(measure);
    watch.observe(element);
    return () => watch.disconnect();
  }, [area]);
  return room;
}

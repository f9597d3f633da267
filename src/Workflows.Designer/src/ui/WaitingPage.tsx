import { VisuallyHidden } from "@mantine/core";
import { Waiting } from "./Waiting";

/** A page that has not come yet. It has its h1 from the first paint, for those who go by headings; nothing of it is seen, so nothing flickers. */
export function WaitingPage({ heading = "Cargando la página" }: { heading?: string }) {
  return (
    <>
      <VisuallyHidden component="h1">{heading}</VisuallyHidden>
      <Waiting />
    </>
  );
}

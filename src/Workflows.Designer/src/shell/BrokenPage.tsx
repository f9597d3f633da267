import { Button } from "@mantine/core";

/** A page that failed to draw or whose code did not arrive, for instance because the server has a newer version. */
export function BrokenPage() {
  return (
    <main className="content">
      <h1>Esta página no se pudo mostrar</h1>
      <p>Lo que guardaste está a salvo. Carga la página de nuevo; si vuelve a fallar, avisa a quien administra el sistema.</p>
      <Button mt="md" onClick={() => window.location.reload()}>
        Cargar de nuevo
      </Button>
    </main>
  );
}

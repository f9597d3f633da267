import { ActionIcon, Menu } from "@mantine/core";
import { IconDots } from "@tabler/icons-react";
import { useRef } from "react";
import { Link } from "react-router";
import "./more-menu.css";

/** One thing that can be done: it leads to a page, or asks first. */
export type Act = { label: string; isDangerous?: boolean } & ({ to: string } | { onChoose: () => void });

type Props = {
  /** Of what: «Más sobre Ministerio de ejemplo». */
  label: string;
  /** What does not apply is left out by whoever writes the list: `condition && { … }`. */
  acts: readonly (Act | false | null | undefined)[];
  /** In the head of a page it is as tall as the buttons beside it. */
  isOfPage?: boolean;
};

/** «…»: what is done seldom with a row or a page, behind one button that names it. With nothing to do there is no button. */
export function MoreMenu({ label, acts, isOfPage = false }: Props) {
  const target = useRef<HTMLButtonElement>(null);
  const possible = acts.filter((act) => act !== false && act !== null && act !== undefined);
  if (possible.length === 0) return null;

  return (
    <Menu position="bottom-end" shadow="none" transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <ActionIcon ref={target} variant="default" size={isOfPage ? "2.25rem" : "1.75rem"} className={isOfPage ? "more more--page" : "more"} aria-label={label} title={label}>
          <IconDots aria-hidden size={16} stroke={2} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown className="more__list">
        {possible.map((act) =>
          "to" in act ? (
            <Menu.Item key={act.label} component={Link} to={act.to}>
              {act.label}
            </Menu.Item>
          ) : (
            <Menu.Item
              key={act.label} className={act.isDangerous ? "more__danger" : undefined}
              onClick={() => {
                // The dialog that opens gives the focus back to what had it: the button, as the list is gone by then.
                target.current?.focus();
                act.onChoose();
              }}
            >
              {act.label}
            </Menu.Item>
          ),
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

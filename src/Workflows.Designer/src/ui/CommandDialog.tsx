import { CommandForm, type CommandFormProps } from "./CommandForm";
import { Dialog } from "./Dialog";

type Props = Omit<CommandFormProps, "onCancel"> & { title: string; onClose: () => void };

/** A command with few fields, or that needs a reason, asked over the page. */
export function CommandDialog({ title, onClose, ...form }: Props) {
  return (
    <Dialog title={title} onClose={onClose}>
      <CommandForm {...form} onCancel={onClose} />
    </Dialog>
  );
}

/** What a kind of step is called while it is dragged from the palette to the drawing. */
export const dragType = "application/x-workflows-step";


export type DeskFault = { code: string, mild: boolean, message: string, hint: string, form: string, address: string, cell: [number, number, number] | null, place: string };

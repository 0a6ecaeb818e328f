// A share as text; never a flat 100 % for something that is only nearly certain.
export const percent = (share) => (share > 0.9995 ? ">99.9 %" : `${(100 * share).toFixed(1)} %`);

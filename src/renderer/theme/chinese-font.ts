/**
 * The Chinese font, after the first page is there: its style sheet alone is half a megabyte of ranges, and a page must not wait for it.
 * Until it is there Chinese stands in the system's font. Loaded in English too, because people's names are Chinese.
 */
export const loadChineseFont = (): Promise<unknown> => Promise.all([import('@fontsource/noto-sans-sc/400.css'), import('@fontsource/noto-sans-sc/600.css')]);

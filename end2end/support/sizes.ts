// The windows the interface is tested in. Use one with test.use(desktop).

/** What most people hold: the default of all tests. */
export const phone = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
} as const;

/** The smallest phone the design promises to serve. */
export const smallPhone = { ...phone, viewport: { width: 360, height: 640 } } as const;

/** Where coordinators, partners and administrators work. */
export const desktop = {
  viewport: { width: 1280, height: 900 },
  deviceScaleFactor: 1,
  isMobile: false,
  hasTouch: false,
} as const;

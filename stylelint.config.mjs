/* What `make lint` asks of the style sheets: the standard rules, and names that say what they name. */
export default {
  extends: "stylelint-config-standard",
  rules: {
    "selector-class-pattern": [
      "^(guide|is|print)-[a-z0-9]+(-[a-z0-9]+)*$|^md-|^(admonition|admonition-title|headerlink)$",
      { message: "A class is guide- (an element), is- (its state), print- (the page's state) or the theme's own" },
    ],
    // The theme's own settings have a double dash in their names.
    "custom-property-pattern": "^(guide-[a-z0-9]+(-[a-z0-9]+)*|md-[a-z-]+)$",
    // (width >= 60em) is a year younger than layers, which are the newest thing that the pages can't do without.
    "media-feature-range-notation": "prefix",
  },
};

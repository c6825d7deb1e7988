// The one entry: every behaviour is hung on a data- attribute and the page works without it.
import "./autosave.js";
import "./drop.js";
import "./forms.js";
import "./grid.js";
import "./page.js";
import "./score.js";
import "./slider.js";
import "./upload.js";

// <script type="module" src="…/widget.js"></script> <wipo-chat meeting="CDIP/30" lang="ar">
import { define } from "./element.js";

define();

"""Chat models that are good, lying, lazy, obedient, slow or broken, played by a scripted server."""

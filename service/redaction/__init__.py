"""What the public widget does not repeat: codes that open a door, addresses of persons."""

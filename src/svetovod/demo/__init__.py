"""The Saransk scene: what is known of 24-25 June 2021, and an illustration around it, played through the services."""

"""What comes out of a project: papers to sign, slides, the application by the round's template, one ZIP of all."""

"""Who leads an organisation, who founded it, how it is reached: typed by its people or read from an extract."""

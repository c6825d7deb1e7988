"""The what-if panel of a cluster: steps in the address, their verdict on the page, nothing kept."""

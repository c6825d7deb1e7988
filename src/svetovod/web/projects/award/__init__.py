"""After the award: reports, the forecast of a miss, what a miss may cost."""

"""The page that anybody opens without a network: own points, grounds and place, computed in the browser."""

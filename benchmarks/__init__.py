"""The yardstick: errors found, alarms that are false, coverage, speed (`make bench`)."""

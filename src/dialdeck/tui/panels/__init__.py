"""The panels of the call screen: plain functions from finished views to lines of styled text."""

"""What the book itself needs: its figures, data, models, exercises and explorables.

It builds on infolib, which never imports it.
"""

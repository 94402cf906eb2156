"""Langkah: the export desk for made-to-order makers."""

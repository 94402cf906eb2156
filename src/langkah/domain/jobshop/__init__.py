"""The flexible job shop of the textbooks: the least makespan, to compare engines with others."""

from langkah.domain.jobshop.case import Choice, JobShopAnswer, JobShopCase, Work, read
from langkah.domain.jobshop.check import check
from langkah.domain.jobshop.solve import jobshop

__all__ = ["Choice", "JobShopAnswer", "JobShopCase", "Work", "check", "jobshop", "read"]

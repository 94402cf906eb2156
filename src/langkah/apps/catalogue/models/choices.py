"""What can be chosen in a passport; the values are those of tables, tariff and spreadsheets."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    """Where a product stands; only an active one is offered to buyers."""

    DRAFT = "draft", _("Draft")
    ACTIVE = "active", _("In the catalogue")
    RESTING = "resting", _("Not made at the moment")


class Audience(models.TextChoices):
    """For whom the pair is made; duties in the United States depend on it."""

    MEN = "men", _("Men")
    WOMEN = "women", _("Women")
    UNISEX = "unisex", _("Men and women")
    CHILDREN = "children", _("Children")


class ArticleKind(models.TextChoices):
    """What the product is to the tariff: footwear, a part of it, a bag, a belt."""

    FOOTWEAR = "footwear", _("Footwear")
    UPPER = "upper", _("Part: upper")
    OUTER_SOLE = "outer_sole", _("Part: outer sole")
    HEEL = "heel", _("Part: heel")
    INSOLE = "insole", _("Part: loose insole, heel cushion")
    STIFFENER = "stiffener", _("Part: stiffener")
    GAITER = "gaiter", _("Gaiter, legging")
    BUCKLE = "buckle", _("Eyelets, hooks, buckles")
    LACES = "laces", _("Laces")
    HANDBAG = "handbag", _("Handbag, clutch")
    POCKET = "pocket", _("Wallet, purse, card holder")
    CASE = "case", _("Briefcase, suitcase, school satchel")
    BAG = "bag", _("Rucksack, tote, other bag or container")
    BELT = "belt", _("Belt")
    GLOVES = "gloves", _("Gloves")
    SPORTS_GLOVES = "sports_gloves", _("Gloves made for sport")
    APPAREL = "apparel", _("Clothing")
    CLOTHING_ACCESSORY = "clothing_accessory", _("Other accessory of clothing")
    WATCH_STRAP = "watch_strap", _("Watch strap")
    OTHER_LEATHER = "other_leather", _("Other article of leather")


class Special(models.TextChoices):
    """What leads footwear out of its chapter of the tariff."""

    NONE = "none", _("Nothing special: new and ordinary")
    ORTHOPAEDIC = "orthopaedic", _("Orthopaedic, corrects the foot")
    WORN = "worn", _("Worn before")
    SKATES = "skates", _("With ice or roller skates fixed to it")
    TOY = "toy", _("A toy, or protection for sport")
    DISPOSABLE = "disposable", _("Disposable cover")
    ASBESTOS = "asbestos", _("Of asbestos")
    NO_SOLE = "no_sole", _("Without a sole of its own")


class Construction(models.TextChoices):
    """How the sole meets the upper."""

    CEMENTED = "cemented", _("Cemented")
    STITCHED = "stitched", _("Stitched through (Blake)")
    WELTED = "welted", _("Welted")
    STITCHDOWN = "stitchdown", _("Stitched down")
    MOCCASIN = "moccasin", _("Moccasin")
    NAILED = "nailed", _("Nailed")
    MOULDED = "moulded", _("Moulded")
    TURNED = "turned", _("Sewn inside out and turned")


class Sports(models.TextChoices):
    """Whether the tariff sees sports footwear."""

    NONE = "none", _("Not for sports")
    TRAINER = "trainer", _("Looks like a trainer or gym shoe")
    SPORTS = "sports", _("Made for a sport, with spikes, studs or the like")
    SNOW = "snow", _("For skis or snowboards")


class SizeSystem(models.TextChoices):
    """How the sizes of a product are counted."""

    EU = "EU", _("EU")
    UK = "UK", _("UK")
    US = "US", _("US")
    CM = "CM", _("Foot length in cm")
    MONDO = "MONDO", _("Mondopoint (foot length in mm)")


class MaterialKind(models.TextChoices):
    """What a material is in the words of the tariff and of the EU footwear label."""

    LEATHER = "leather", _("Leather")
    COATED_LEATHER = "coated_leather", _("Coated leather")
    COMPOSITION_LEATHER = "composition_leather", _("Composition (bonded) leather")
    TEXTILE = "textile", _("Textile")
    RUBBER = "rubber", _("Rubber")
    PLASTIC = "plastic", _("Plastic, or textile with a plastic face")
    WOOD = "wood", _("Wood")
    CORK = "cork", _("Cork")
    PLANT = "plant", _("Jute, rope, straw and the like")
    FUR = "fur", _("Fur")
    METAL = "metal", _("Metal")
    PAPER = "paper", _("Paper and board")
    OTHER = "other", _("Other")


class Part(models.TextChoices):
    """The parts that tariff and label ask about."""

    UPPER = "upper", _("Upper (outer surface)")
    LINING = "lining", _("Lining and sock")
    INSOLE = "insole", _("Insole")
    SOLE = "sole", _("Outer sole")

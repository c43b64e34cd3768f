"""The API stack's template, packaged once for all who look at it."""

from tests.packaged import packaged as packaged
from tests.packaged import template as template
from tests.packaged import transformed as transformed

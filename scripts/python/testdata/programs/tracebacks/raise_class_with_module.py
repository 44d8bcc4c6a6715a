from decimal import InvalidOperation
import decimal
raise decimal.DivisionByZero('custom')

from java.time import LocalDate, LocalDateTime, Duration, Instant, ZoneId
from java.time.format import DateTimeFormatter
d = LocalDate.of(2024, 3, 9); print d, d.plusDays(30), d.getDayOfWeek(), d.isLeapYear(), d.year, d.getMonthValue(), d.isBefore(LocalDate.of(2025, 1, 1))
t = LocalDateTime.of(2024, 3, 9, 20, 5, 7); print t, t.format(DateTimeFormatter.ofPattern('yyyy/MM/dd HH:mm')), t.plusHours(5), Duration.ofMinutes(90), Duration.ofSeconds(5).toMillis(), Instant.ofEpochMilli(0), LocalDate.parse('2024-01-02')

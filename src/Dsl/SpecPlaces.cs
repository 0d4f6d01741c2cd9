namespace NetSpec.Dsl;

/// <summary>
/// Where in the file the things of a <see cref="SpecResult"/> stand, for problems that are found later. Apart from the
/// values, which a moved line leaves as they are.
/// </summary>
/// <param name="Nets">One for each net and each shell, in the order of the file.</param>
/// <param name="Tunings">One for each tuning, in the same order.</param>
public sealed record SpecPlaces(EquatableArray<NetPlaces> Nets, EquatableArray<TuningPlace> Tunings);

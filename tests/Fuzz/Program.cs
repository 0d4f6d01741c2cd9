using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetSpec.Fuzz;

const string Usage = """
    Throws generated inputs at the compiler and the reader of weights until one breaks a promise.

      --texts n         specs for the compiler
      --nets n          nets that are compiled, run at every vector width and compared with the interpreter
      --safetensors n   files for the reader of weights
      --seed n          start of the series, 1 by default
      --case n          the one input of this seed, with what it gives
    """;

Dictionary<string, long> options = [];
for (var i = 0; i < args.Length; i += 2)
{
    if (args[i] is not ("--texts" or "--nets" or "--safetensors" or "--seed" or "--case") || i + 1 == args.Length
        || !long.TryParse(args[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
    {
        Console.Error.WriteLine(Usage);
        return 2;
    }

    options[args[i]] = number;
}

List<(long Count, IFuzzTarget Target)> runs = [];
if (options.TryGetValue("--texts", out var texts))
{
    runs.Add((texts, new SpecTarget(new(SpecSeeds.FromCorpus()))));
}

if (options.TryGetValue("--nets", out var nets))
{
    runs.Add((nets, new NetsTarget()));
}

if (options.TryGetValue("--safetensors", out var files))
{
    runs.Add((files, new SafetensorsTarget()));
}

if (runs.Count == 0)
{
    Console.Error.WriteLine(Usage);
    return 2;
}

foreach (var (count, target) in runs)
{
    FuzzFailure? failure;
    if (options.TryGetValue("--case", out var single))
    {
        Console.WriteLine(target.Show((int)single));
        failure = target.Run((int)single);
    }
    else
    {
        failure = new FuzzLoop(target, Console.Out).Run(count, (int)options.GetValueOrDefault("--seed", 1));
    }

    if (failure is not null)
    {
        failure = target.Shrink(failure);
        Console.Error.WriteLine($"Case {failure.Seed}: {failure.Reason}\n--- the input ---\n{failure.Input}\n--- the end ---");
        return 1;
    }
}

Console.WriteLine("No promise was broken.");
return 0;

using System;
using System.Globalization;
using System.Linq;
using NetSpec.Compiler.Bench;

// Usage: NetSpec.Compiler.Bench corpus [rounds] [folder]
var rounds = int.Parse(args.ElementAtOrDefault(1) ?? "3", CultureInfo.InvariantCulture);
switch (args.ElementAtOrDefault(0) ?? "corpus")
{
    case "corpus":
        Corpus.Print(args.ElementAtOrDefault(2) ?? "tests/Corpus/nets", rounds);
        break;
    case var suite:
        throw new ArgumentException($"There is no suite '{suite}'; there is corpus.");
}

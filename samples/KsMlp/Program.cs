using System;
using System.Text;
using NetSpec.Runtime.Weights;
using Samples.KsMlp;

Console.OutputEncoding = Encoding.UTF8;
if (args is [var picture])
    AtomicFile.WriteText(picture, SupportPicture.Draw());
Report.Write(Console.Out);
